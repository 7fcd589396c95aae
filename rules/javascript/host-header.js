app.post('/forgot', async (req, res) => {
  const link = `https://${req.headers.host}/reset/${token}`;
  // ruleid: javascript-host-header-link
  await transporter.sendMail({ to: user.email, text: 'Reset your password: ' + link });
  // ruleid: javascript-host-header-link
  await sendEmail(user.email, `http://${req.get('host')}/reset?token=${token}`);
  const fixed = `${process.env.BASE_URL}/reset/${token}`;
  // ok: javascript-host-header-link
  await transporter.sendMail({ to: user.email, text: 'Reset your password: ' + fixed });
  // ok: javascript-host-header-link
  logger.debug('host', req.headers.host);
});
