// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { MatrixHeat } from '../../../admin-ui/ui/MatrixHeat.tsx';
import { Table, type Column } from '../../../admin-ui/ui/Table.tsx';

afterEach(cleanup);
const rows = [
  { id: '1', name: 'Maria', spent: 12 },
  { id: '2', name: 'Kenji', spent: 7 },
];

test('a column that sorts says how, and asks by a button', async () => {
  const onSort = vi.fn();
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'name', header: 'Customer', phone: 'title', cell: (row) => row.name },
    {
      key: 'spent',
      header: 'Spent',
      phone: 'value',
      cell: (row) => String(row.spent),
      sort: { direction: 'descending', label: 'Lowest first', onSort },
    },
  ];
  render(<Table caption="Customers" columns={columns} rows={rows} rowKey={(row) => row.id} />);
  const header = screen.getByRole('columnheader', { name: /Spent/ });
  expect(header.getAttribute('aria-sort')).toBe('descending');
  await userEvent.click(screen.getByRole('button', { name: /Spent/ }));
  expect(onSort).toHaveBeenCalledOnce();
});

test('a row whose data stayed the same is not drawn again', () => {
  const cell = vi.fn((row: (typeof rows)[number]) => row.name);
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'name', header: 'Customer', phone: 'title', cell },
  ];
  const table = (shown: typeof rows) => (
    <Table caption="Customers" columns={columns} rows={shown} rowKey={(row) => row.id} />
  );
  const { rerender } = render(table(rows));
  cell.mockClear();
  rerender(table([...rows, { id: '3', name: '김서연', spent: 1 }]));
  expect(cell).toHaveBeenCalledTimes(1);
});

test('a box of the matrix is a button that says the whole of it', async () => {
  const onChoose = vi.fn();
  render(
    <MatrixHeat
      caption="How they buy"
      corner={['Last order', 'How often']}
      columns={['Often']}
      chosen={null}
      onChoose={onChoose}
      rows={[
        {
          name: 'Just now',
          cells: [
            { key: '5-5', weight: 1, figure: '42', name: 'Champions', place: 'Just now, often' },
          ],
        },
      ]}
    />,
  );
  await userEvent.click(screen.getByRole('button', { name: '42 Champions Just now, often' }));
  expect(onChoose).toHaveBeenCalledWith('5-5');
});
