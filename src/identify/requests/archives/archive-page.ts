import { type ArchiveLanguage, archiveWords, tableTitle } from './archive-words.ts';
import type { Sheet } from './read-everything.ts';

const style = `body{font:15px/1.5 system-ui,sans-serif;color:#1b1b1f;background:#fbfaf7;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.8rem}h2{font-size:1.1rem;margin-top:2.5rem}div{overflow-x:auto}small{color:#6b6860;font-weight:400}
table{border-collapse:collapse;font-size:13px}th,td{border-bottom:1px solid #e4e1d8;padding:.3rem .7rem;text-align:left;vertical-align:top}
th{white-space:nowrap}`;

/** An archive as a page that any browser reads, by itself: nothing is fetched from anywhere. */
export function archivePage(
  sheets: readonly Sheet[],
  about: { readonly language: ArchiveLanguage; readonly madeOn: string },
): string {
  const { language } = about;
  const words = archiveWords[language];
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(about.madeOn),
  );
  const sections = sheets.map((sheet) => section(sheet, language)).join('\n');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(words.title)}</title><style>${style}</style></head>
<body><h1>${escape(words.title)}</h1><p>${escape(`${words.made} ${day}.`)}</p>
<p>${escape(sheets.length === 0 ? words.none : words.intro)}</p>
${sections}
</body></html>
`;
}

function section({ table, rows }: Sheet, language: ArchiveLanguage): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => !isEmpty(row[name]))))];
  const head = columns.map((name) => `<th>${escape(name.replaceAll('_', ' '))}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${columns.map((name) => `<td>${escape(cellText(row[name]))}</td>`).join('')}</tr>`)
    .join('\n');
  const title = `${escape(tableTitle(table, language))} <small>${rows.length} ${archiveWords[language].rows} · ${escape(table)}</small>`;
  return `<h2>${title}</h2><div><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';

function cellText(value: unknown): string {
  if (isEmpty(value)) return '';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value as object)
    .map(([name, inner]) => `${name}: ${typeof inner === 'object' ? JSON.stringify(inner) : String(inner)}`)
    .join('\n');
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>');
}
