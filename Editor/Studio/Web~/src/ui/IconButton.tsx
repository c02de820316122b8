import type { ButtonHTMLAttributes } from 'react';
import { Icon, type IconName } from './Icon';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'name'> {
  icon: IconName;
  label: string;
  pressed?: boolean;
  /** Whether the label is shown too. */
  wide?: boolean;
}

/** A button with a picture; its name is for all. */
export function IconButton({ icon, label, pressed, wide = false, className = '', ...rest }: Props) {
  return (
    <button type="button" className={`icon-button ${wide ? 'wide' : ''} ${className}`} aria-label={wide ? undefined : label} title={wide ? undefined : label} aria-pressed={pressed} {...rest}>
      <Icon name={icon} filled={pressed === true && icon === 'heart'} />
      {wide && <span>{label}</span>}
    </button>
  );
}
