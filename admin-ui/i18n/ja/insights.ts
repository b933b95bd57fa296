import insights from './insights.json';

export default { insights };
