import segments from './segments.json';

export default { segments };
