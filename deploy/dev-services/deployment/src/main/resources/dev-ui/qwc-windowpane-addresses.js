import { LitElement, css, html } from 'lit';
import { JsonRpc } from 'jsonrpc';

/** Where everything of the stack is, as it is now: asked each time that the page is opened. */
export class QwcWindowpaneAddresses extends LitElement {
  static properties = { rows: { state: true } };

  static styles = css`
    table { border-spacing: 0 0.6rem; margin: 1rem; }
    th, td { padding-right: 2rem; text-align: left; vertical-align: top; }
    code { user-select: all; overflow-wrap: anywhere; }
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
          <td>${row.address.startsWith('/') ? html`<a href=${row.address} target="_blank">${row.address}</a>` : html`<code>${row.address}</code>`}</td>
          <td><code>${row.use}</code></td>
        </tr>`,
      )}
    </table>`;
  }
}

customElements.define('qwc-windowpane-addresses', QwcWindowpaneAddresses);
