export const STYLE = `
section { margin-top: 32px }
details { border-top: 1px solid #d8d2c6; padding: 8px 0 }
summary { cursor: pointer; padding: 6px 0; overflow-wrap: anywhere }
summary b { display: inline-block; min-width: 4.5em }
details p { margin: 8px 0 }
form { display: block; margin: 12px 0; padding: 12px; background: #fff }
label { display: block; margin-top: 12px; font-weight: 700 }
input, textarea { box-sizing: border-box; width: 100%; padding: 8px; font: inherit; border: 1px solid #6b665c; border-radius: 4px }
textarea, pre, code { font: 14px/20px ui-monospace, Consolas, monospace }
pre { margin: 8px 0; padding: 12px; background: #f2eee6; color: #22201c; white-space: pre-wrap; overflow-wrap: anywhere }
nav a { display: inline-block; padding: 8px 12px 8px 0 }
button { margin-top: 12px }
`;

/** Sends the form of an operation and shows what came back. */
export const SCRIPT = `
for (const form of document.querySelectorAll('form[data-path]'))
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const output = form.querySelector('pre');
    const query = new URLSearchParams();
    const headers = {};
    let path = form.dataset.path;
    for (const { name, value, dataset } of form.querySelectorAll('input')) {
      if (dataset.in === 'path') path = path.replace('{' + name + '}', encodeURIComponent(value));
      else if (value && dataset.in === 'query') query.set(name, value);
      else if (value) headers[name] = value;
    }
    const body = form.elements.body && form.elements.body.value;
    if (body) headers['content-type'] = 'application/json';
    output.hidden = false;
    try {
      const answer = await fetch(path + (query.size ? '?' + query : ''), { method: form.dataset.method, headers, body: body || undefined });
      const text = await answer.text();
      const isJson = /json/.test(answer.headers.get('content-type') || '');
      output.textContent = answer.status + ' ' + answer.statusText + '\\n' + (isJson ? JSON.stringify(JSON.parse(text), null, 2) : text.slice(0, 20000));
    } catch (error) {
      output.textContent = String(error);
    }
  });
if (location.hash) document.querySelector(location.hash)?.setAttribute('open', '');
`;
