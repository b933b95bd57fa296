import { memoryTable } from '../simulation/memoryTable.ts';
import { startTestTable } from '../support/dynamo.ts';
import { tableContract } from './tableContract.ts';

tableContract('the table on the real engine', async () => (await startTestTable()).table);
tableContract('the table in memory', () => memoryTable());
tableContract('the table in memory, three items a page', () => memoryTable({ itemsAPage: 3 }));
