const storage = multer.diskStorage({
  filename: (req, file, cb) => {
    // ruleid: javascript-upload-name
    cb(null, Date.now() + '-' + file.originalname);
  },
});
app.post('/upload', (req, res) => {
  const { avatar } = req.files;
  // ruleid: javascript-upload-name
  req.files.avatar.mv('./public/' + req.files.avatar.name, done);
});
const named = multer.diskStorage({
  filename: (req, file, cb) => {
    // ok: javascript-upload-name
    cb(null, crypto.randomUUID() + EXTENSIONS[path.extname(file.originalname)]);
  },
});
// ok: javascript-upload-name
console.log(file.originalname);

// ruleid: javascript-upload-unlimited
const upload = multer({ dest: 'uploads/' });
// ruleid: javascript-upload-unlimited
const memory = multer();
// ok: javascript-upload-unlimited
const limited = multer({ dest: 'uploads/', limits: { fileSize: 1000000 } });
// ok: javascript-upload-unlimited
const filtered = multer({ storage, fileFilter: onlyImages });
