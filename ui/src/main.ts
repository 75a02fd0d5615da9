import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/traffic.css';
import './styles/jobs.css';
import './styles/ledger.css';
import './app/app';
