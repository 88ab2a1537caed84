/* 准绳的脚本：没有它页面也能用。ES2019，不用 eval，不引外部文件。 */
(function () {
  'use strict';
  var root = document.documentElement;
  var all = function (query, from) { return Array.from((from || document).querySelectorAll(query)); };
  var one = function (query) { return document.querySelector(query); };
  var composing = false;

  /* 输入法：字没选定就不搜。选定后停 300 毫秒，发 settled 事件（hx-trigger="settled"）。 */
  var wait = 0;
  function settle(input) {
    clearTimeout(wait);
    wait = setTimeout(function () { input.dispatchEvent(new CustomEvent('settled', { bubbles: true })); }, 300);
  }
  document.addEventListener('compositionstart', function () { composing = true; clearTimeout(wait); });
  document.addEventListener('compositionend', function (event) { composing = false; settle(event.target); });
  document.addEventListener('input', function (event) { if (!composing) settle(event.target); });

  /* 快捷键：/ 搜索，J K 上下，Enter 打开，E 去办理，G T、G Z 跳转，? 列表。 */
  var help = one('#keys-help');
  var before = null;
  var held = '';
  function showHelp() {
    if (!help || !help.showModal || help.open) return;
    before = document.activeElement;
    help.showModal();
  }
  if (help) help.addEventListener('close', function () { if (before) before.focus(); });
  function move(step) {
    var rows = all('[data-row]');
    if (!rows.length) return;
    var at = rows.findIndex(function (row) { return row.classList.contains('is-current'); });
    var next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
    if (at >= 0) rows[at].classList.remove('is-current');
    next.classList.add('is-current');
    var link = next.querySelector('[data-open]');
    if (link) link.focus();
    next.scrollIntoView({ block: 'nearest' });
  }
  function act() {
    var link = one('[data-row].is-current [data-act]') || one('[data-act]');
    if (link) link.click();
  }
  document.addEventListener('keydown', function (event) {
    var spot = event.target;
    if (root.dataset.keys === 'off' || composing || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.altKey || event.metaKey || spot.isContentEditable) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(spot.tagName) || (help && help.open)) return;
    var key = event.key.toLowerCase();
    var went = held === 'g' && one('[data-key="g ' + key + '"]');
    held = key;
    setTimeout(function () { held = ''; }, 1500);
    if (went) went.click();
    else if (key === '/' && one('#mast-q')) one('#mast-q').focus();
    else if (key === 'j') move(1);
    else if (key === 'k') move(-1);
    else if (key === 'e') act();
    else if (key === '?') showHelp();
    else return;
    event.preventDefault();
  });

  /* 连点只交一次；按钮宽度不变，写“正在保存”。 */
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method === 'get' || form.method === 'dialog' || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = '1';
    form.dataset.clean = '1';
    var pressed = event.submitter || form.querySelector('[type=submit]');
    if (!pressed || !pressed.classList.contains('button')) return;
    pressed.style.minWidth = pressed.offsetWidth + 'px';
    pressed.setAttribute('aria-disabled', 'true');
    pressed.dataset.words = pressed.innerHTML;
    pressed.textContent = '正在保存';
  });
  function again() {
    all('form[data-sent]').forEach(function (form) { delete form.dataset.sent; });
    all('[data-words]').forEach(function (button) {
      button.innerHTML = button.dataset.words;
      button.removeAttribute('aria-disabled');
      delete button.dataset.words;
    });
  }
  window.addEventListener('pageshow', again);
  document.addEventListener('htmx:afterRequest', again);

  /* 草稿：每 20 秒和离开前存一次，写出“草稿已存 10:05”。 */
  function words(form) {
    var data = new FormData(form);
    all('[type=file],[type=password]', form).forEach(function (field) { data.delete(field.name); });
    return data;
  }
  all('form[data-draft-url]').forEach(function (form) {
    var line = form.querySelector('[data-draft-status]');
    form.dataset.clean = '1';
    form.addEventListener('input', function () { delete form.dataset.clean; });
    function save() {
      if (form.dataset.clean || composing) return;
      form.dataset.clean = '1';
      fetch(form.dataset.draftUrl, { method: 'POST', body: words(form), credentials: 'same-origin' }).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        if (line) line.textContent = '草稿已存 ' + new Date().toTimeString().slice(0, 5);
      }).catch(function () {
        delete form.dataset.clean;
        if (line) line.textContent = '草稿没存上，稍后再试';
      });
    }
    setInterval(save, 20000);
    window.addEventListener('pagehide', function () {
      if (!form.dataset.clean && navigator.sendBeacon) navigator.sendBeacon(form.dataset.draftUrl, words(form));
    });
  });

  /* 照片：先在本机缩到 1600 像素再传；data-upload-url 的随选随传，失败再试三次。 */
  function shrink(file) {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || !window.createImageBitmap) return Promise.resolve(file);
    return createImageBitmap(file).then(function (picture) {
      var scale = 1600 / Math.max(picture.width, picture.height);
      if (scale >= 1) return file;
      var canvas = document.createElement('canvas');
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
      return new Promise(function (done) {
        canvas.toBlob(function (blob) {
          done(blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg', lastModified: file.lastModified }) : file);
        }, 'image/jpeg', 0.85);
      });
    }).catch(function () { return file; });
  }
  function send(input, file, row, tries) {
    var data = new FormData();
    var token = one('[name=csrfmiddlewaretoken]');
    data.append('file', file);
    if (token) data.append('csrfmiddlewaretoken', token.value);
    row.textContent = file.name + '　正在传';
    return fetch(input.dataset.uploadUrl, { method: 'POST', body: data, credentials: 'same-origin' }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(function (kept) {
      var field = document.createElement('input');
      field.type = 'hidden';
      field.name = input.name + '_kept';
      field.value = kept.id;
      row.textContent = file.name + '　已传好';
      row.appendChild(field);
    }).catch(function () {
      if (tries < 3) {
        row.textContent = file.name + '　没传上，自动再试';
        return new Promise(function (done) { setTimeout(done, 2000 * (tries + 1)); }).then(function () { return send(input, file, row, tries + 1); });
      }
      row.className = 'is-failed';
      row.textContent = file.name + '　没传上，请重新选';
    });
  }
  document.addEventListener('change', function (event) {
    var input = event.target;
    if (!input.files || !input.hasAttribute('data-shrink')) return;
    Promise.all(Array.from(input.files).map(shrink)).then(function (files) {
      if (!input.dataset.uploadUrl) {
        var box = new DataTransfer();
        files.forEach(function (file) { box.items.add(file); });
        input.files = box.files;
        return;
      }
      var list = document.createElement('ul');
      list.className = 'upload-list';
      input.parentNode.appendChild(list);
      files.forEach(function (file) { send(input, file, list.appendChild(document.createElement('li')), 0); });
      input.value = '';
    }).catch(function () { return null; });
  });

  /* 登录快到时提醒；断网时说一声。 */
  var warning = one('#session-warning');
  var clock = 0;
  function watch() {
    clearTimeout(clock);
    clock = setTimeout(function () { warning.hidden = false; }, Math.max(0, Number(root.dataset.sessionEnds) - 300) * 1000);
  }
  if (warning && root.dataset.sessionEnds) watch();
  function offline(gone) { var note = one('#offline-note'); if (note) note.hidden = !gone; }
  window.addEventListener('offline', function () { offline(true); });
  window.addEventListener('online', function () { offline(false); });

  document.addEventListener('click', function (event) {
    var spot = event.target.closest('[data-close],[data-stay]');
    if (!spot) return;
    if (spot.hasAttribute('data-close')) spot.closest('dialog').close();
    else fetch(location.href, { method: 'HEAD', credentials: 'same-origin' }).then(function (answer) {
      if (answer.ok) { warning.hidden = true; watch(); }
    }).catch(function () { offline(true); });
  });

  /* 有错先看错。 */
  var errors = one('.error-summary');
  if (errors) errors.focus();
}());
