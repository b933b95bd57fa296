import forecast from './forecast.json';
import comeback from './comeback.json';
import discounts from './discounts.json';
import insights from './insights.json';
import value from './value.json';

export default { forecast, comeback, discounts, insights, value };
