import prediction from './prediction.json';
import why from './why.json';

export default { prediction, why };
