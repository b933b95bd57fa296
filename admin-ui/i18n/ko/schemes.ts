import schemes from './schemes.json';

export default { schemes };
