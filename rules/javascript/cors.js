app.use((req, res, next) => {
  // ruleid: javascript-cors-reflected-origin
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  next();
});
app.use((req, res, next) => {
  const origin = req.get('Origin');
  // ruleid: javascript-cors-reflected-origin
  res.header('Access-Control-Allow-Origin', origin || '*');
  next();
});
app.use((req, res, next) => {
  const origin = req.headers.origin;
  if (ORIGINS.includes(origin)) {
    // ok: javascript-cors-reflected-origin
    res.setHeader('Access-Control-Allow-Origin', origin);
  }
  // ok: javascript-cors-reflected-origin
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com');
});
// ruleid: javascript-cors-credentials
app.use(cors({ origin: true, credentials: true }));
// ruleid: javascript-cors-credentials
app.enableCors({ credentials: true, origin: '*' });
// ok: javascript-cors-credentials
app.use(cors({ origin: 'https://app.example.com', credentials: true }));
// ok: javascript-cors-credentials
app.use(cors());
const sharedOptions = { methods: ['GET', 'POST'], credentials: true, origin: '*' };
// ruleid: javascript-cors-credentials
app.use(cors(sharedOptions));
const mirroredOptions = {
  origin: true,
  credentials: true,
};
// ruleid: javascript-cors-credentials
app.use('/api', cors(mirroredOptions));
const namedOptions = { origin: 'https://app.example.com', credentials: true };
// ok: javascript-cors-credentials
app.use(cors(namedOptions));
const openOptions = { origin: '*', credentials: false };
// ok: javascript-cors-credentials
app.use(cors(openOptions));

// ruleid: javascript-protection-off
app.use(helmet({ contentSecurityPolicy: false }));
// ruleid: javascript-protection-off
app.use(express.static('public', { dotfiles: 'allow' }));
// ok: javascript-protection-off
app.use(helmet());
// ok: javascript-protection-off
app.use(express.static('public'));
