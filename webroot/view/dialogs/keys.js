import { html } from 'lit-html';
import { t } from '../../i18n/index.js';
import { toggle } from '../header/choices.js';
import { keyNames } from '../key-names.js';
import { dialog } from '../modal.js';

/** @param {import('../../state/chat.js').Chat} chat */
export const keysDialog = (chat) => dialog({
  open: chat.layout.dialog === 'keys',
  title: t.keys,
  name: 'keys',
  close: () => chat.layout.dialog === 'keys' && chat.layout.show({ dialog: '' }),
  content: () => html`
    <dl class="keys">
      ${t.keysList.map(([keys, what]) => html`<div><dt>${keyNames(keys).map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${what}</dd></div>`)}
    </dl>
    ${toggle({
      name: 'single-keys',
      label: t.singleKeys,
      hint: t.singleKeysHint,
      on: chat.settings.singleKeys,
      choose: (singleKeys) => chat.settings.choose({ singleKeys }),
    })}`,
});
