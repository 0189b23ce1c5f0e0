import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Session } from 'chdb';
import type { Warehouse } from '#platform/warehouse';

const shard = '<shard><replica><host>127.0.0.1</host><port>9000</port></replica></shard>';
const config = `<clickhouse><tcp_port>9000</tcp_port>
  <remote_servers><three>${shard.repeat(3)}</three></remote_servers></clickhouse>`;

/**
 * Lets the embedded ClickHouse of a folder believe in a cluster of three shards, all of them itself: call it before the
 * warehouse of that folder is opened. The distributed planner is the real one; only the network is missing.
 */
export function believeInThreeShards(folder: string): { close(): void } {
  const file = join(folder, 'cluster.xml');
  writeFileSync(file, config);
  const session = new Session(join(folder, 'warehouse'), { connectionArgs: [`--config-file=${file}`] });
  return { close: () => session.close() };
}

/**
 * Puts a distributed table in the place of a stored one: each shard sees the rows whose key falls to it. Reading only: rows
 * are written before. `final` where the product reads the table with FINAL, which a shard does for itself.
 */
export async function spread(
  warehouse: Warehouse,
  table: string,
  key: string,
  options: { final?: boolean } = {},
): Promise<void> {
  await warehouse.command(`RENAME TABLE ${table} TO ${table}_all`);
  await warehouse.command(
    `CREATE VIEW ${table}_shard AS SELECT *${table === 'order_lines' ? ', is_return' : ''} FROM ${table}_all${options.final ? ' FINAL' : ''}
     WHERE intHash32(${key}) % 3 = shardNum() - 1`,
  );
  await warehouse.command(
    `CREATE TABLE ${table} AS ${table}_shard ENGINE = Distributed('three', currentDatabase(), '${table}_shard', intHash32(${key}))`,
  );
}
