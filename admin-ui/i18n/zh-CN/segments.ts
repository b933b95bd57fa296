import attribute from './attribute.json';
import attributeValue from './attributeValue.json';
import segments from './segments.json';

export default { attribute, attributeValue, segments };
