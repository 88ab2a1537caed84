/* Makes pages quicker; all of them work without it. ES2019, no eval. */
(() => {
  'use strict';
  const root = document.documentElement;
  const one = (query, from) => (from || document).querySelector(query);
  const all = (query, from) => [...(from || document).querySelectorAll(query)];
  const on = (name, act, target) => (target || document).addEventListener(name, act);
  const post = (address, body) => fetch(address, { method: 'POST', body }).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  });

  // A field fires "settled" 300 ms after its last sign, never while an input method composes.
  let composing = false;
  let wait = 0;
  const settle = (field) => {
    clearTimeout(wait);
    wait = setTimeout(() => field.dispatchEvent(new CustomEvent('settled', { bubbles: true })), 300);
  };
  on('compositionstart', () => { composing = true; clearTimeout(wait); });
  on('compositionend', (event) => { composing = false; settle(event.target); });
  on('input', (event) => { if (!composing) settle(event.target); });

  // Keys: / J K E ? and G with a letter; Enter opens the row whose link has focus.
  const help = one('#keys-help');
  let before = null;
  let held = '';
  if (help) on('close', () => before.focus(), help);
  const move = (step) => {
    const rows = all('[data-row]');
    const at = rows.findIndex((row) => row.classList.contains('is-current'));
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
    if (!next) return;
    if (at >= 0) rows[at].classList.remove('is-current');
    next.classList.add('is-current');
    one('[data-open]', next).focus();
  };
  const keys = {
    '/': () => one('#mast-q').focus(),
    j: () => move(1),
    k: () => move(-1),
    e: () => (one('.is-current [data-act]') || one('[data-act]')).click(),
    '?': () => { before = document.activeElement; help.showModal(); },
  };
  on('keydown', (event) => {
    if (root.dataset.keys === 'off' || composing || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey || !help || help.open) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const key = event.key.toLowerCase();
    const goal = held === 'g' && /^[a-z]$/.test(key) && one('[data-key="g ' + key + '"]');
    held = key;
    setTimeout(() => { held = ''; }, 1500);
    if (!goal && !keys[key]) return;
    event.preventDefault();
    if (goal) goal.click(); else keys[key]();
  });

  // A form is sent once.
  on('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = form.dataset.clean = '1';
    const pressed = event.submitter;
    if (!pressed || !pressed.classList.contains('button')) return;
    pressed.style.minWidth = pressed.offsetWidth + 'px';
    pressed.dataset.words = pressed.innerHTML;
    pressed.setAttribute('aria-disabled', 'true');
    pressed.textContent = '正在保存';
  });
  const again = () => {
    all('form[data-sent]').forEach((form) => { delete form.dataset.sent; });
    all('[data-words]').forEach((button) => {
      button.innerHTML = button.dataset.words;
      button.removeAttribute('aria-disabled');
      delete button.dataset.words;
    });
  };
  on('pageshow', again, window);
  on('htmx:afterRequest', again);

  // Drafts, without files and passwords.
  all('form[data-draft-url]').forEach((form) => {
    const line = one('[data-draft-status]', form) || {};
    const words = () => {
      const data = new FormData(form);
      all('[type=file],[type=password]', form).forEach((field) => data.delete(field.name));
      return data;
    };
    form.dataset.clean = '1';
    on('input', () => { delete form.dataset.clean; }, form);
    setInterval(() => {
      if (form.dataset.clean || composing) return;
      form.dataset.clean = '1';
      post(form.dataset.draftUrl, words()).then(() => {
        line.textContent = '草稿已存 ' + new Date().toTimeString().slice(0, 5);
      }).catch(() => {
        delete form.dataset.clean;
        line.textContent = '草稿没存上';
      });
    }, 20000);
    on('pagehide', () => { if (!form.dataset.clean) navigator.sendBeacon(form.dataset.draftUrl, words()); }, window);
  });

  // Photos shrink to 1600 pixels; keep-place keeps their EXIF, set upright.
  const place = (blob, file) => file.slice(0, 131072).arrayBuffer().then((head) => {
    const view = new DataView(head);
    for (let at = 2; at + 18 < view.byteLength && view.getUint8(at) === 255; at += view.getUint16(at + 2) + 2) {
      if (view.getUint16(at) !== 0xffe1) continue;
      const little = view.getUint16(at + 10) === 0x4949;
      const list = at + 10 + view.getUint32(at + 14, little);
      for (let n = view.getUint16(list, little); n > 0; n -= 1) {
        const tag = list + 12 * n - 10;
        if (view.getUint16(tag, little) === 0x112) view.setUint16(tag + 8, 1, little);
      }
      return new Blob([blob.slice(0, 2), head.slice(at, at + view.getUint16(at + 2) + 2), blob.slice(2)]);
    }
    return blob;
  }).catch(() => blob);
  const shrink = (input) => (file) => createImageBitmap(file).then((picture) => {
    const scale = 1600 / Math.max(picture.width, picture.height);
    if (scale >= 1) return file;
    const canvas = document.createElement('canvas');
    canvas.width = picture.width * scale;
    canvas.height = picture.height * scale;
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
      .then((blob) => ('keepPlace' in input.dataset ? place(blob, file) : blob))
      .then((blob) => new File([blob.slice()], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' }));
  }).catch(() => file);
  const send = (input, file, row, tries) => {
    const data = new FormData();
    const token = one('[name=csrfmiddlewaretoken]') || {};
    data.append('file', file);
    data.append(token.name, token.value);
    row.textContent = file.name + '　正在传';
    post(input.dataset.uploadUrl, data).then((answer) => answer.json()).then((kept) => {
      row.textContent = file.name + '　已传好';
      row.append(Object.assign(document.createElement('input'), { type: 'hidden', name: input.name + '_kept', value: kept.id }));
    }).catch(() => {
      row.textContent = file.name + '　没传上，' + (tries ? '再试' : '请重新选');
      if (tries) setTimeout(() => send(input, file, row, tries - 1), 9000 - 2000 * tries);
    });
  };
  on('change', (event) => {
    const input = event.target;
    if (!input.files || !('shrink' in input.dataset)) return;
    Promise.all([...input.files].map(shrink(input))).then((files) => {
      if (!input.dataset.uploadUrl) {
        const box = new DataTransfer();
        files.forEach((file) => box.items.add(file));
        input.files = box.files;
        return;
      }
      input.value = '';
      files.forEach((file) => {
        const row = Object.assign(document.createElement('p'), { className: 'upload-row' });
        input.after(row);
        send(input, file, row, 3);
      });
    });
  });

  const show = (query, seen) => { const note = one(query); if (note) note.hidden = !seen; };
  let clock = 0;
  const watch = () => {
    clearTimeout(clock);
    clock = setTimeout(show, (root.dataset.sessionEnds - 300) * 1000, '#session-warning', true);
  };
  if (root.dataset.sessionEnds) watch();
  on('offline', () => show('#offline-note', true), window);
  on('online', () => show('#offline-note', false), window);
  on('click', (event) => {
    if (event.target.closest('[data-close]')) help.close();
    if (!event.target.closest('[data-stay]')) return;
    fetch(location.href, { method: 'HEAD' }).then((answer) => {
      if (!answer.ok) location.reload();
      show('#session-warning', false);
      watch();
    });
  });

  const here = one('.nav .is-on');
  if (here) here.scrollIntoView({ block: 'nearest' });
  const errors = one('.error-summary');
  if (errors) errors.focus();
})();
