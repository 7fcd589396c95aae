// CWE-601: Url.IsLocalUrl
public class AccountController : Controller
{
    private readonly SignInManager<AppUser> _signIn;

    public AccountController(SignInManager<AppUser> signIn) => _signIn = signIn;

    [HttpPost]
    [ValidateAntiForgeryToken]
    public async Task<IActionResult> Login(LoginModel model, string? returnUrl)
    {
        if (!ModelState.IsValid) return View(model);
        var result = await _signIn.PasswordSignInAsync(model.Email, model.Password, false, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            ModelState.AddModelError("", "Wrong email or password");
            return View(model);
        }
        if (Url.IsLocalUrl(returnUrl)) return Redirect(returnUrl);
        return RedirectToAction("Index", "Home");
    }
}
