import classes from './classes.json';
import deadLetters from './deadLetters.json';
import fields from './fields.json';
import reconciliation from './reconciliation.json';
import records from './records.json';
import requests from './requests.json';
import settings from './settings.json';
import sources from './sources.json';

export default {
  classes,
  deadLetters,
  fields,
  reconciliation,
  records,
  requests,
  settings,
  sources,
};
