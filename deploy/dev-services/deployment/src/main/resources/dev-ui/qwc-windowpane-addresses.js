import { LitElement, css, html } from 'lit';
import { JsonRpc } from 'jsonrpc';

/** Where everything of the stack is, as it is now: asked each time that the page is opened. */
export class QwcWindowpaneAddresses extends LitElement {
  static properties = { rows: { state: true } };

  static styles = css`
    table { border-spacing: 0 0.6rem; margin: 1rem; }
    th, td { padding-right: 2rem; text-align: left; vertical-align: top; }
    th, .address, .runs { white-space: nowrap; }
    .command { display: block; margin-top: 0.2rem; }
    code { user-select: all; overflow-wrap: anywhere; }
    p { margin: 1rem; }
  `;

  jsonRpc = new JsonRpc(this);

  connectedCallback() {
    super.connectedCallback();
    this.jsonRpc.addresses().then((answer) => (this.rows = answer.result));
  }

  render() {
    if (!this.rows) return html`<p>…</p>`;
    return html`<table>
        ${this.rows.map(
          (row) => html`<tr>
            <th scope="row">${row.name}</th>
            <td class="address">${this.address(row.address)}</td>
            <td class="runs">${row.runs}</td>
            <td>${row.note}${row.command ? html`<code class="command">${row.command}</code>` : ''}</td>
          </tr>`,
        )}
      </table>
      <p>Keys in dev mode's console: <code>J</code> rebuilds the job and launches the main job with it, <code>U</code> rebuilds the dashboard.</p>`;
  }

  address(address) {
    if (!/^\/(q\/.*)?$/.test(address)) return html`<code>${address}</code>`;
    const url = new URL(address, window.location.origin).href;
    return html`<a href=${url} target="_blank">${url}</a>`;
  }
}

customElements.define('qwc-windowpane-addresses', QwcWindowpaneAddresses);
