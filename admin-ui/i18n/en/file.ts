import why from './why.json';

export default { why };
