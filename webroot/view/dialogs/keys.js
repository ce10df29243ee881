import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { dialog } from '../modal.js';

const mac = navigator.platform.startsWith('Mac');

/** @param {import('../../state/chat.js').Chat} chat */
export const keysDialog = (chat) => dialog({
  open: chat.layout.dialog === 'keys',
  title: t.keys,
  name: 'keys',
  close: () => chat.layout.dialog === 'keys' && chat.layout.show({ dialog: '' }),
  content: () => html`
    <dl class="keys">
      ${t.keysList.map(([keys, what]) => html`
        <div><dt>${keys.split(' ').map((key) => html`<kbd>${key === 'Ctrl' && mac ? '⌘' : key}</kbd> `)}</dt><dd>${what}</dd></div>`)}
    </dl>`,
});
