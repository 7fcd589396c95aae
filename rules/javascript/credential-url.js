// ruleid: javascript-credential-in-url
mongoose.connect('mongodb+srv://shop:hV93kd82x@cluster0.mongodb.net/shop');
// ruleid: javascript-credential-in-url
const pool = new Pool({ connectionString: 'postgres://app:s3cr3tK3y9@db.internal:5432/app' });
// ok: javascript-credential-in-url
mongoose.connect('mongodb://localhost:27017/shop');
// ok: javascript-credential-in-url
const local = 'postgres://user:password@localhost/app';
