import { createRoot } from 'react-dom/client';
import { useToken } from './api/client';
import { takeToken } from './api/token';
import { App } from './App';
import { Boundary } from './ui/Boundary';
import { TokenGate } from './ui/TokenGate';
import './styles/base.css';
import './styles/layout.css';
import './styles/controls.css';
import './styles/dialogs.css';
import './styles/history.css';
import './styles/prompt.css';
import './styles/viewer.css';

const token = takeToken();
if (token) useToken(token);
createRoot(document.getElementById('root')!).render(<Boundary>{token ? <App /> : <TokenGate />}</Boundary>);
