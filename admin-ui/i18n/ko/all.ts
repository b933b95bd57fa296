import error from './error.json';
import overview from './overview.json';
import shell from './shell.json';
import term from './term.json';
import word from './word.json';

export default { error, overview, shell, term, word };
