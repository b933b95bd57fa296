import comeback from './comeback.json';
import discounts from './discounts.json';
import insights from './insights.json';
import value from './value.json';

export default { comeback, discounts, insights, value };
