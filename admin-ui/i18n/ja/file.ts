import prediction from './prediction.json';
import taste from './taste.json';
import why from './why.json';

export default { prediction, taste, why };
