package dev.journeyman.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers HEAD as GET is answered, status and headers alike (RFC 9110, 9.3.2); the connection,
/// which knows what was asked, leaves the body out. Javalin alone says 200 to every HEAD whose
/// address has a GET, before anyone has looked at the token or for the task.
final class HeadRequests extends Handler.Wrapper {

  /// A request's attribute: streams must not begin for one that reads nothing.
  private static final String ATTRIBUTE = HeadRequests.class.getName();

  HeadRequests(Handler next) {
    super(next);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!HttpMethod.HEAD.is(request.getMethod())) {
      return super.handle(request, response, callback);
    }
    request.setAttribute(ATTRIBUTE, true);
    return super.handle(new AsGet(request), response, callback);
  }

  static boolean asked(io.javalin.http.Context context) {
    return context.req().getAttribute(ATTRIBUTE) != null;
  }

  private static final class AsGet extends Request.Wrapper {

    AsGet(Request request) {
      super(request);
    }

    @Override
    public String getMethod() {
      return HttpMethod.GET.asString();
    }
  }
}
