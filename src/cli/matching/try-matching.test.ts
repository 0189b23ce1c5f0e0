import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { isRefusal } from '../../platform/errors/index.ts';
import { tryMatching } from './try-matching.ts';

const folder = mkdtempSync(join(tmpdir(), 'chacun-matching-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}
const mapping = (value: unknown) => written('mapping.json', JSON.stringify(value));
const fields = { firstName: 'first', surname: 'last', dob: 'born', city: 'town', email: 'mail' };

const givens =
  'Anna Bruno Clara Denis Emma Fabien Gaëlle Hugo Inès Jules Karine Louis Marion Nicolas Olga'.split(' ');
const families =
  'Martin Bernard Petit Robert Durand Moreau Laurent Garcia Roux Fournier Girard Bonnet Rousseau'.split(' ');
const towns = 'Lyon Brest Lille Nantes Dijon Rouen Tours Metz Nice'.split(' ');

/** 120 people, the first 40 written again with slips. */
function people(): string[][] {
  const person = (at: number) => {
    const [given = '', family = '', town = ''] = [
      givens[at % 15],
      families[(at * 7) % 13],
      towns[(at * 5) % 9],
    ];
    const born = `${1940 + ((at * 11) % 60)}-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + ((at * 3) % 28)).padStart(2, '0')}`;
    return [`e${at}`, given, family, born, town, `${given}.${family}${at * 37}@mail.example`];
  };
  const again = (at: number) => {
    const [id = '', given = '', family = '', born = '', town = '', mail = ''] = person(at);
    const slip = family.slice(0, 2) + family.charAt(3) + family.charAt(2) + family.slice(4);
    return at % 2 === 0
      ? [id, given.toUpperCase(), slip, born, town, '']
      : [id, given.charAt(0), family, born, '', mail];
  };
  return [
    ...Array.from({ length: 120 }, (_, at) => person(at)),
    ...Array.from({ length: 40 }, (_, at) => again(at)),
  ];
}
const csv = (rows: readonly (readonly string[])[]) =>
  `${['id', 'first', 'last', 'born', 'town', 'mail'].join(',')}\n${rows.map((row) => row.join(',')).join('\n')}\n`;

describe('matching files', () => {
  it('finds the people of one file, and measures itself', async () => {
    const pairs = join(folder, 'pairs.csv');
    const tried = await tryMatching({
      files: [written('people.csv', csv(people()))],
      mapping: mapping({ fields }),
      truth: 'id',
      pairs,
    });
    if (isRefusal(tried)) throw new Error(tried.message);
    expect(Object.keys(tried.answer)).toEqual([
      'records',
      'pairs',
      'clusters',
      'seconds',
      'peakMemoryMegabytes',
      'truePairs',
      'precision',
      'recall',
      'f1',
    ]);
    expect(tried.answer).toMatchObject({ records: 160, truePairs: 40 });
    expect(tried.answer.f1).toBeGreaterThan(0.9);
    expect(tried.answer.clusters).toBe(160 - tried.answer.pairs);
    const lines = readFileSync(pairs, 'utf8').trim().split('\r\n');
    expect(lines[0]).toMatch(/^record,other,decision,probability,bits,prior,/);
    expect(lines.filter((line) => line.includes(',merge,'))).toHaveLength(tried.answer.pairs);
  });

  it('links two files, gzip too, whose columns have other names', async () => {
    const rows = people();
    const second = csv(rows.slice(120)).replace('id,first,last', 'id,prenom,nom');
    const tried = await tryMatching({
      files: [written('ours.csv', csv(rows.slice(0, 120))), written('theirs.csv.gz', gzipSync(second))],
      mapping: mapping({ fields, secondFields: { ...fields, firstName: 'prenom', surname: 'nom' } }),
      truth: 'id',
    });
    if (isRefusal(tried)) throw new Error(tried.message);
    expect(tried.answer).toMatchObject({ records: 160, truePairs: 40 });
    expect(tried.answer.f1).toBeGreaterThan(0.9);
  });

  it('refuses in words', async () => {
    const file = written('people.csv', csv(people()));
    const ask = async (of: { file?: string; mapping?: unknown; truth?: string; mappingFile?: string }) => {
      const tried = await tryMatching({
        files: [of.file ?? file],
        mapping: of.mappingFile ?? mapping(of.mapping ?? { fields }),
        truth: of.truth,
      });
      return isRefusal(tried) ? tried.code : 'done';
    };
    expect(await ask({ mapping: { fields: { givenName: 'prénom' } } })).toBe('column-missing');
    expect(await ask({ truth: 'who' })).toBe('column-missing');
    expect(await ask({ mapping: { fields: {} } })).toBe('mapping-empty');
    expect(await ask({ mapping: { fields: { shoeSize: 'town' } } })).toBe('field-unknown');
    expect(await ask({ mapping: { columns: {} } })).toBe('mapping-invalid');
    expect(await ask({ mapping: { fields, truth: { pattern: '(' } } })).toBe('pattern-invalid');
    expect(await ask({ mappingFile: join(folder, 'none.json') })).toBe('mapping-unreadable');
    expect(await ask({ file: join(folder, 'none.csv') })).toBe('file-not-found');
    expect(await ask({ file: written('empty.csv', '') })).toBe('empty-file');
    expect(await ask({ file: written('header.csv', 'id,first,last,born,town,mail\n') })).toBe(
      'file-without-records',
    );
    expect(await ask({ file: written('broken.csv.gz', gzipSync('id,first\n1,a\n').subarray(0, 20)) })).toBe(
      'file-unreadable',
    );
  });
});
