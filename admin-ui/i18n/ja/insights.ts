import comeback from './comeback.json';
import discounts from './discounts.json';
import flow from './flow.json';
import forecast from './forecast.json';
import goods from './goods.json';
import insights from './insights.json';
import moved from './moved.json';
import value from './value.json';

export default { comeback, discounts, flow, forecast, goods, insights, moved, value };
