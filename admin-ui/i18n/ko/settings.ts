import reconciliation from './reconciliation.json';
import settings from './settings.json';

export default { reconciliation, settings };
