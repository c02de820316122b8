import { useState } from 'react';
import { keepToken } from '../api/token';

/** What stands here without a token: how to get in. */
export function TokenGate() {
  const [text, setText] = useState('');
  const enter = () => {
    const token = /token=([0-9a-f]+)/.exec(text)?.[1] ?? text.trim();
    if (!token) return;
    keepToken(token);
    location.reload();
  };
  return (
    <main className="gate">
      <h1>Scumble Studio</h1>
      <p>
        This page needs the address that the studio printed when it was started: it ends with <code>#token=…</code>. Open that address, or paste it here.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <label className="field">
          <span>Address or token</span>
          <input value={text} onChange={(event) => setText(event.target.value)} autoFocus spellCheck={false} autoComplete="off" />
        </label>
        <button className="primary" type="submit">
          Open
        </button>
      </form>
    </main>
  );
}
