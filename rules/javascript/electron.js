// ruleid: javascript-electron-unprotected
const window = new BrowserWindow({ width: 800, webPreferences: { nodeIntegration: true } });
// ruleid: javascript-electron-unprotected
const other = new BrowserWindow({ webPreferences: { preload, contextIsolation: false } });
// ok: javascript-electron-unprotected
const good = new BrowserWindow({ webPreferences: { nodeIntegration: false, contextIsolation: true } });
// ok: javascript-electron-unprotected
const plain = new BrowserWindow({ width: 800 });

ipcMain.on('open', (event, url) => {
  // ruleid: javascript-electron-open-external
  shell.openExternal(url);
});
ipcMain.handle('open', async (event, address) => {
  // ruleid: javascript-electron-open-external
  await shell.openExternal(address);
});
ipcMain.on('open', (event, url) => {
  if (!url.startsWith('https://')) return;
  // ok: javascript-electron-open-external
  shell.openExternal(url);
});
ipcMain.on('help', () => {
  // ok: javascript-electron-open-external
  shell.openExternal('https://example.com/help');
});
