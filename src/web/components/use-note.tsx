import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Says in a corner what was done, for a while; longer where it can be taken back from there. */
export function useNote(): (message: string, back?: { words: string; take: () => void }) => void {
  const { t } = useTranslation('parts');
  return useCallback(
    (message, back) =>
      void notifications.show({
        closeButtonProps: { 'aria-label': t('close') },
        ...(back === undefined
          ? { message }
          : {
              autoClose: 12_000,
              message: (
                <>
                  {message}{' '}
                  <button type="button" className="quiet-button link" onClick={back.take}>
                    {back.words}
                  </button>
                </>
              ),
            }),
      }),
    [t],
  );
}
