import backtest from './backtest.json';

export default { backtest };
