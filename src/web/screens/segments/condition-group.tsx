import { Button, CloseButton, SegmentedControl, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConditionLine } from './condition-line.tsx';
import classes from './condition.module.css';
import { type Draft, type GroupDraft, newGroup, newLine, newSegment } from './draft.ts';
import { SegmentLine } from './segment-line.tsx';

type GroupProps = {
  group: GroupDraft;
  onChange: (group: GroupDraft) => void;
  onRemove?: () => void;
  depth?: number;
  readOnly?: boolean;
};

const depthMax = 4;

/** A set of conditions, all of which or one of which must hold; groups nest. */
export function ConditionGroup(props: GroupProps) {
  const { t } = useTranslation('segments');
  const { group, onChange } = props;
  const depth = props.depth ?? 0;
  const set = (items: readonly Draft[]) => onChange({ ...group, items });
  const replace = (key: string, next: Draft) =>
    set(group.items.map((item) => (item.key === key ? next : item)));
  const remove = (key: string) => set(group.items.filter((item) => item.key !== key));
  return (
    <fieldset className={classes.group} disabled={props.readOnly ?? false} data-depth={depth}>
      <legend className="seen-by-readers-only">{t('conditions')}</legend>
      <div className={classes.groupHead}>
        <SegmentedControl
          size="xs"
          aria-label={t('join')}
          value={group.join}
          onChange={(join) => onChange({ ...group, join: join === 'or' ? 'or' : 'and' })}
          data={[
            { value: 'and', label: t('all') },
            { value: 'or', label: t('any') },
          ]}
        />
        {depth > 0 ? (
          <Switch
            size="xs"
            label={t('except')}
            checked={group.negated}
            onChange={(event) => onChange({ ...group, negated: event.currentTarget.checked })}
          />
        ) : null}
        {props.onRemove ? (
          <CloseButton size="sm" aria-label={t('removeGroup')} onClick={props.onRemove} />
        ) : null}
      </div>
      {group.items.length === 0 ? <p className={classes.everyone}>{t('everyone')}</p> : null}
      {group.items.map((item) => (
        <div key={item.key} className={classes.item}>
          {item.kind === 'line' ? (
            <ConditionLine
              line={item}
              onChange={(next) => replace(item.key, next)}
              onRemove={() => remove(item.key)}
            />
          ) : item.kind === 'segment' ? (
            <SegmentLine
              draft={item}
              onChange={(next) => replace(item.key, next)}
              onRemove={() => remove(item.key)}
            />
          ) : (
            <ConditionGroup
              group={item}
              depth={depth + 1}
              onChange={(next) => replace(item.key, next)}
              onRemove={() => remove(item.key)}
            />
          )}
        </div>
      ))}
      <div className={classes.adders}>
        <Adder label={t('addLine')} onClick={() => set([...group.items, newLine()])} />
        <Adder label={t('addSegment')} onClick={() => set([...group.items, newSegment()])} />
        {depth < depthMax ? (
          <Adder label={t('addGroup')} onClick={() => set([...group.items, newGroup()])} />
        ) : null}
      </div>
    </fieldset>
  );
}

function Adder(props: { label: string; onClick: () => void }) {
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      leftSection={<IconPlus size={14} stroke={1.8} />}
      onClick={props.onClick}
    >
      {props.label}
    </Button>
  );
}
