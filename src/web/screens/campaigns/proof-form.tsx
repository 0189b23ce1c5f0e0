import { Button, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { meQuery } from '../../data/session.ts';
import { useSendProof } from './campaigns.data.ts';

/** Sends the message to a few addresses of one's own before anybody else gets it. */
export function ProofForm(props: {
  campaignId: number;
  as: number | undefined;
  settle: () => Promise<boolean>;
}) {
  const { t } = useTranslation('campaigns');
  const { data: me } = useQuery(meQuery);
  const [addresses, setAddresses] = useState<string[]>(me?.email ? [me.email] : []);
  const proof = useSendProof(props.campaignId);
  const send = async () => {
    if (await props.settle()) proof.mutate({ addresses, customerId: props.as ?? null });
  };
  return (
    <div className={form.form}>
      <TagsInput
        label={t('review.proofTo')}
        description={t('review.proofHint')}
        value={addresses}
        maxTags={10}
        splitChars={[',', ';', ' ']}
        onChange={setAddresses}
      />
      {proof.isError ? <ProblemNote thrown={proof.error} /> : null}
      <div className={form.buttons}>
        <Button
          variant="default"
          loading={proof.isPending}
          disabled={addresses.length === 0}
          onClick={() => void send()}
        >
          {t('review.proofSend')}
        </Button>
        <span role="status">{proof.isSuccess ? t('review.proofSent') : ''}</span>
      </div>
    </div>
  );
}
