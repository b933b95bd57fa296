import deadLetters from './deadLetters.json';
import reconciliation from './reconciliation.json';
import settings from './settings.json';
import sources from './sources.json';

export default { deadLetters, reconciliation, settings, sources };
