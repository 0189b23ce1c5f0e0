import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type SideDrawerProps = {
  title: string;
  opened: boolean;
  onClose: () => void;
  size?: number | string;
  children: ReactNode;
};

/** A record beside its list: slides in from the right, whole width on a phone, closes with Escape. */
export function SideDrawer(props: SideDrawerProps) {
  const { t } = useTranslation('parts');
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      size={props.size ?? 480}
      title={props.title}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ title: { fontWeight: 600, fontSize: 16 } }}
    >
      {props.children}
    </Drawer>
  );
}
