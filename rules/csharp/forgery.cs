public class AccountController : Controller
{
    // ruleid: csharp-post-without-token
    [HttpPost]
    public ActionResult ChangeAddress(AddressModel model)
    {
        accounts.Save(model);
        return RedirectToAction("Index");
    }

    // ruleid: csharp-post-without-token
    [HttpPost]
    [Authorize]
    public async Task<IActionResult> Pay(PaymentModel model)
    {
        if (!ModelState.IsValid)
        {
            return View(model);
        }
        await payments.Send(model);
        return View("Done");
    }

    // ok: csharp-post-without-token
    [HttpGet]
    public ActionResult Address()
    {
        return View();
    }

    // ok: csharp-post-without-token
    [HttpPost]
    [Authorize]
    public ActionResult Api([FromBody] AddressModel model)
    {
        return Json(accounts.Find(model));
    }
}

public class SafeController : Controller
{
    // ok: csharp-post-without-token
    [HttpPost]
    [ValidateAntiForgeryToken]
    public ActionResult ChangeAddress(AddressModel model)
    {
        accounts.Save(model);
        return RedirectToAction("Index");
    }
}
