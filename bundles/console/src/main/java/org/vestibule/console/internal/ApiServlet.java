// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;

/** The REST interface: guards, finds the route, answers with JSON or a problem. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/api/*")
@HttpWhiteboardServletAsyncSupported
public class ApiServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ApiServlet.class);

  private final transient Settings settings;
  private final transient Guard guard;
  private final transient Router router = new Router();
  private final transient BundleNews news;
  private final transient SoundResource sound;
  private final transient CallsResource calls;

  @Activate
  public ApiServlet(
      @Reference Settings settings,
      @Reference House house,
      @Reference Trust trust,
      @Reference Entrance entrance,
      @Reference Deltas deltas,
      @Reference CallPages pages,
      BundleContext framework) {
    this(settings, house, trust, entrance, deltas, pages, framework, dataFolder());
  }

  ApiServlet(
      Settings settings,
      House house,
      Trust trust,
      Entrance entrance,
      Deltas deltas,
      CallPages pages,
      BundleContext framework,
      Path data) {
    this.settings = settings;
    Sessions sessions = new Sessions(System::nanoTime, settings);
    guard = new Guard(settings, trust, sessions);
    sound = new SoundResource(house);
    Gateway gateway = new Gateway(framework, deltas.instance());
    InstalledBundles bundles = new InstalledBundles(framework);
    new HealthResource(house, gateway).routes(router);
    new SessionResource(guard, sessions, deltas, settings).routes(router);
    new AccountResource(guard, trust, sessions, deltas).routes(router);
    new SnapshotResource(house, gateway, bundles, deltas).routes(router);
    new EventsResource(deltas, guard).routes(router);
    calls = new CallsResource(house, guard, pages);
    calls.routes(router);
    aboutTheHouse(house, bundles, data);
    aboutPeople(house, trust);
    aboutDoors(house, entrance);
    news = new BundleNews(framework, house);
  }

  private void aboutTheHouse(House house, InstalledBundles bundles, Path data) {
    new VisitsResource(house).routes(router);
    sound.routes(router);
    new FacesResource(house).routes(router);
    new SummaryResource(house).routes(router);
    new TriageResource(house).routes(router);
    new ModelsResource(house, data).routes(router);
    new BundlesResource(bundles).routes(router);
    new FeaturesResource(house).routes(router);
    new DescriptionResource().routes(router);
  }

  private void aboutPeople(House house, Trust trust) {
    new PeopleResource(house).routes(router);
    new EnrolmentsResource(house).routes(router);
    new ConsentsResource(house, trust).routes(router);
    new ErasureResource(house, trust).routes(router);
    new CopyResource(house, trust).routes(router);
    new TenanciesResource(house, trust).routes(router);
    new MeResource(house, trust).routes(router);
    new AccountsResource(trust).routes(router);
    new VaultResource(trust).routes(router);
    new BackupsResource(trust).routes(router);
    new SiteResource(trust).routes(router);
    new PapersResource(trust).routes(router);
    new AuditResource(house, trust).routes(router);
  }

  private void aboutDoors(House house, Entrance entrance) {
    new DoorsResource(house, entrance).routes(router);
    new RightsResource(house, entrance).routes(router);
    new PassesResource(house, entrance).routes(router);
    new CardsResource(house, entrance).routes(router);
    new ReadersResource(entrance).routes(router);
    new StationsResource(entrance).routes(router);
  }

  private static Path dataFolder() {
    return Path.of(System.getProperty("vestibule.data", "vestibule")).toAbsolutePath();
  }

  /** Returns the table of routes, to be compared with the description. */
  Router router() {
    return router;
  }

  @Deactivate
  void deactivate() {
    news.close();
    sound.close();
    calls.close();
  }

  @Override
  protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
    SecurityHeaders.set(response);
    response.setHeader("Cache-Control", "no-store");
    try {
      write(http, response, answer(http, response));
    } catch (VestibuleException e) {
      refuse(http, response, Problem.of(e));
    } catch (RuntimeException e) {
      if (response.isCommitted() && e instanceof UncheckedIOException broken) {
        throw broken.getCause();
      }
      String reference = UUID.randomUUID().toString().substring(0, 8);
      LOG.error("Request {} failed, reference {}", http.getMethod(), reference, e);
      refuse(
          http,
          response,
          new Problem(
              500,
              "internal-error",
              "the console",
              "an error with the reference " + reference,
              "none",
              "Look for the reference in the gateway's log."));
    }
  }

  private Reply answer(HttpServletRequest http, HttpServletResponse response)
      throws VestibuleException {
    Guard.checkHost(http, settings);
    QueryCheck.check(http);
    String method = http.getMethod();
    String path = http.getPathInfo() == null ? "" : http.getPathInfo();
    Optional<Router.Match> match = router.find(method, path);
    boolean open = match.isPresent() && match.get().route().reach() == Router.Reach.ANYBODY;
    Guard.Admitted admitted =
        open ? new Guard.Admitted(Guard.NOBODY, Optional.empty()) : guard.admit(http);
    if (match.isEmpty()) {
      throw router.nothingFor(method, path);
    }
    Router.Route route = match.get().route();
    Guard.check(route, admitted.caller());
    Request request =
        new Request(http, response, match.get().variables(), admitted.session(), admitted.caller());
    return Acting.as(admitted.caller(), () -> route.handler().handle(request));
  }

  private static void write(HttpServletRequest http, HttpServletResponse response, Reply reply)
      throws IOException {
    if (reply == Reply.STREAMING) {
      return;
    }
    closeIfUnread(http, response);
    response.setStatus(reply.status());
    reply.headers().forEach(response::setHeader);
    if (reply.body() instanceof Reply.Text text) {
      write(response, text.type(), text.content().getBytes(StandardCharsets.UTF_8));
    } else if (reply.body() != null) {
      write(response, "application/json", Json.write(reply.body()));
    }
  }

  private static void refuse(HttpServletRequest http, HttpServletResponse response, Problem problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    closeIfUnread(http, response);
    response.setStatus(problem.status());
    problem.headers().forEach(response::setHeader);
    write(response, "application/problem+json", Json.write(problem.body()));
  }

  /** The server closes a connection whose body nobody read; the caller must not use it again. */
  private static void closeIfUnread(HttpServletRequest http, HttpServletResponse response)
      throws IOException {
    if (!http.getInputStream().isFinished()) {
      response.setHeader("Connection", "close");
    }
  }

  private static void write(HttpServletResponse response, String type, byte[] body)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
