import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DetectReply, FileFormat } from '#identify/sources/api';
import { Confidence } from './confidence.tsx';
import classes from './sources.module.css';

type FormatProps = { detected: DetectReply; format: FileFormat; onFormat: (format: FileFormat) => void };

const encodings = ['utf-8', 'windows-1252', 'latin1', 'utf-16le', 'utf-16be'];
const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

/** How the file is written: what was detected, how sure, each part changeable; the first lines as they are then read. */
export function FormatStep(props: FormatProps) {
  const { t } = useTranslation('sources');
  const { detected, format } = props;
  const set = (change: Partial<Record<string, unknown>>) =>
    props.onFormat({ ...format, ...change } as FileFormat);
  const delimiter = format.kind === 'csv' ? format.delimiter : undefined;
  return (
    <>
      <div className={classes.format}>
        <div>
          <p className={classes.kind}>{t(`wizard.kinds.${format.kind}`)}</p>
          <Confidence value={detected.confidence.kind} />
        </div>
        {format.kind === 'xlsx' ? null : (
          <NativeSelect
            label={t('wizard.encoding')}
            value={format.encoding}
            data={encodings}
            onChange={(event) => set({ encoding: event.currentTarget.value })}
          />
        )}
        {delimiter === undefined ? null : (
          <NativeSelect
            label={t('wizard.delimiter')}
            value={delimiter}
            data={[
              ...Object.entries(delimiters).map(([name, sign]) => ({
                value: sign,
                label: `${t(`wizard.delimiters.${name as keyof typeof delimiters}`)} ${sign === '\t' ? '' : sign}`,
              })),
              ...(Object.values(delimiters).some((sign) => sign === delimiter) ? [] : [delimiter]),
            ]}
            onChange={(event) => set({ delimiter: event.currentTarget.value })}
          />
        )}
        <NativeSelect
          label={t('wizard.decimal')}
          value={format.decimal}
          data={[
            { value: ',', label: t('wizard.decimals.comma') },
            { value: '.', label: t('wizard.decimals.dot') },
          ]}
          onChange={(event) => set({ decimal: event.currentTarget.value })}
        />
        <DateField key={format.date} value={format.date} onChange={(date) => set({ date })} />
      </div>
      {'header' in format ? (
        <Switch
          label={t('wizard.header')}
          checked={format.header}
          onChange={(event) => set({ header: event.currentTarget.checked })}
        />
      ) : null}
      <FirstLines detected={detected} />
    </>
  );
}

function DateField(props: { value: string; onChange: (date: string) => void }) {
  const { t } = useTranslation('sources');
  const [text, setText] = useState(props.value);
  return (
    <TextInput
      label={t('wizard.date')}
      title={t('wizard.dateHint')}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (text !== props.value && text.trim() !== '') props.onChange(text.trim());
      }}
    />
  );
}

const linesShown = 5;

function FirstLines(props: { detected: DetectReply }) {
  const { t } = useTranslation('sources');
  const { columns, rows, problems } = props.detected;
  return (
    <>
      <div className={classes.lines} tabIndex={0} role="region" aria-label={t('wizard.first')}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, linesShown).map((row) => (
              <tr key={row.line}>
                {columns.map((column, i) => (
                  <td key={column}>{row.values[i]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {problems.length > 0 ? (
        <p className="small" role="status">
          {t('wizard.unreadable')}:{' '}
          {problems
            .slice(0, 3)
            .map((one) => `${one.line}, ${one.message}`)
            .join(' · ')}
        </p>
      ) : null}
    </>
  );
}
