import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EffectReport } from '#evaluate/effects/api';
import type { CampaignView } from '#interact/campaigns/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { problemOf } from '../../data/problem.ts';
import { request } from '../../data/request.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { EffectPeopleTable } from '../effects/effect-people.tsx';
import { EffectReportView } from '../effects/effect-report.tsx';
import { isMoving } from './campaign-state.ts';

/** The effect of one campaign, with the people of each group one click away. */
export function CampaignEffect(props: { campaign: CampaignView }) {
  const { t } = useTranslation('campaigns');
  const may = useMay();
  const { campaign } = props;
  const id = campaign.campaignId;
  const report = useQuery({
    // With the state in the key, the report is read again when sending starts and when it ends.
    queryKey: ['campaign-effect', id, campaign.state],
    queryFn: ({ signal }) => request({ path: `/campaigns/${id}/effect`, shape: EffectReport, signal }),
    enabled: may('effects:read') && campaign.launchedAt !== null,
    refetchInterval: isMoving(campaign.state) ? 5000 : false,
  });
  if (!may('effects:read')) return <p className="soft">{t('result.noPermission')}</p>;
  const waiting = campaign.launchedAt === null || (report.error && problemOf(report.error).status < 500);
  if (waiting) return <p className="soft">{t('result.notYet')}</p>;
  if (report.error) return <ProblemNote thrown={report.error} again={() => void report.refetch()} />;
  if (!report.data) return null;
  return <Report campaign={campaign} report={report.data} mayList={may('customers:read')} />;
}

function Report(props: { campaign: CampaignView; report: EffectReport; mayList: boolean }) {
  const { t } = useTranslation('effects');
  const format = useFormat();
  const navigate = useNavigate();
  const { report } = props;
  const [arm, setArm] = useState<string>();
  const people = (treated: string) => {
    const effect = report.effects.find((one) => one.arm === treated);
    return (
      <>
        <Button variant="default" mr="sm" onClick={() => setArm(treated)}>
          {t('peopleTreated', { count: effect?.treated ?? 0, shown: format.number(effect?.treated ?? 0) })}
        </Button>
        <Button variant="default" onClick={() => setArm(report.controlArm)}>
          {t('peopleControl', { count: effect?.control ?? 0, shown: format.number(effect?.control ?? 0) })}
        </Button>
      </>
    );
  };
  return (
    <>
      <EffectReportView report={report} {...(props.mayList ? { people } : {})} />
      <SideDrawer title={t('people')} size={640} opened={arm !== undefined} onClose={() => setArm(undefined)}>
        {arm === undefined ? null : (
          <EffectPeopleTable
            key={arm}
            path={`/campaigns/${props.campaign.campaignId}/effect/people`}
            arm={arm}
            currency={report.currency}
            onOpen={(customerId) =>
              void navigate({ to: '/clients/$id', params: { id: String(customerId) }, search: {} })
            }
          />
        )}
      </SideDrawer>
    </>
  );
}
