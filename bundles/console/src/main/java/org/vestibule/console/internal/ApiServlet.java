// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

  /** The attribute under which a request carries its route, for whoever counts. */
  private static final String ROUTE = "org.vestibule.console.route";

  private final transient Settings settings;
  private final transient Guard guard;
  private final transient KeptAnswers answers;
  private final transient HealthWatch watch;
  private final transient BodyPace pace;
  private final transient Router router = new Router();
  private final transient BundleNews news;
  private final transient SoundResource sound;
  private final transient CallsResource calls;
  private final transient LookResource looks;

  @Activate
  public ApiServlet(
      @Reference Settings settings,
      @Reference House house,
      @Reference Trust trust,
      @Reference Entrance entrance,
      @Reference Deltas deltas,
      @Reference CallPages pages,
      @Reference KeptAnswers answers,
      @Reference HealthWatch watch,
      BundleContext framework) {
    this(
        settings,
        house,
        trust,
        entrance,
        deltas,
        pages,
        answers,
        watch,
        framework,
        dataFolder(),
        new BodyPace(System::nanoTime));
  }

  ApiServlet(
      Settings settings,
      House house,
      Trust trust,
      Entrance entrance,
      Deltas deltas,
      CallPages pages,
      KeptAnswers answers,
      HealthWatch watch,
      BundleContext framework,
      Path data,
      BodyPace pace) {
    this.settings = settings;
    this.answers = answers;
    this.watch = watch;
    this.pace = pace;
    Sessions sessions = new Sessions(System::nanoTime, settings);
    guard = new Guard(settings, trust, sessions);
    sound = new SoundResource(house);
    looks = new LookResource(house);
    Gateway gateway = new Gateway(framework, deltas.instance());
    InstalledBundles bundles = new InstalledBundles(framework);
    aboutHealth(house, trust, entrance, gateway, data);
    new SessionResource(guard, trust, sessions, deltas, settings).routes(router);
    new AccountResource(guard, trust, sessions, deltas).routes(router);
    new SnapshotResource(house, trust, gateway, bundles, deltas).routes(router);
    new EventsResource(deltas, guard).routes(router);
    calls = new CallsResource(house, guard, pages);
    calls.routes(router);
    aboutTheHouse(house, bundles, data);
    aboutPeople(house, trust, entrance);
    aboutDoors(house, entrance);
    aboutSettings(house, trust, entrance, framework, data);
    news = new BundleNews(framework, house);
  }

  private void aboutTheHouse(House house, InstalledBundles bundles, Path data) {
    new VisitsResource(house).routes(router);
    new KeptPicturesResource(house).routes(router);
    sound.routes(router);
    new FacesResource(house).routes(router);
    new SummaryResource(house).routes(router);
    new TriageResource(house).routes(router);
    new ModelsResource(house, data).routes(router);
    new BundlesResource(bundles).routes(router);
    new FeaturesResource(house, data).routes(router);
    new OutboxResource(house).routes(router);
    new DescriptionResource().routes(router);
  }

  private void aboutHealth(
      House house, Trust trust, Entrance entrance, Gateway gateway, Path data) {
    new HealthResource(house, gateway, watch).routes(router);
    new TrendsResource(watch).routes(router);
    new DiagnosticsResource(house, trust, entrance, gateway, watch, data).routes(router);
  }

  private void aboutPeople(House house, Trust trust, Entrance entrance) {
    new PeopleResource(house, trust, entrance).routes(router);
    new EnrolmentsResource(house).routes(router);
    new ResidentsResource(house).routes(router);
    new ConsentsResource(house, trust).routes(router);
    new ErasureResource(house, trust).routes(router);
    new CopyResource(house, trust).routes(router);
    new TenanciesResource(house, trust).routes(router);
    new MeResource(house, trust).routes(router);
    new AccountsResource(trust).routes(router);
    new VaultResource(trust).routes(router);
    new SecretsResource(trust).routes(router);
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
    new StationsResource(house, entrance).routes(router);
    looks.routes(router);
  }

  private void aboutSettings(
      House house, Trust trust, Entrance entrance, BundleContext framework, Path data) {
    SettingForms forms = new SettingForms(framework);
    Cabinet cabinet =
        new Cabinet(house, Optional.ofNullable(System.getProperty("karaf.etc")).map(Path::of));
    SettingDesk desk = new SettingDesk(house, framework, cabinet, data);
    new SettingHistoryResource(forms, desk).routes(router);
    new SettingsResource(forms, desk).routes(router);
    DemoWiring wiring = new DemoWiring(forms, desk, house, data);
    new DemoResource(new DemoDesk(house, trust, entrance, wiring)).routes(router);
  }

  static Path dataFolder() {
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
    looks.close();
  }

  @Override
  protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
    long began = System.nanoTime();
    try {
      serve(http, response);
    } finally {
      watch.request(
          METHODS.contains(http.getMethod()) ? http.getMethod() : "other",
          http.getAttribute(ROUTE) instanceof Router.Route route ? "/api" + route.path() : "none",
          response.getStatus(),
          Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private void serve(HttpServletRequest http, HttpServletResponse response) throws IOException {
    SecurityHeaders.set(response);
    response.setHeader("Cache-Control", "no-store");
    try {
      Answers.write(http, response, answer(http, response));
    } catch (VestibuleException e) {
      Answers.refuse(http, response, Problem.of(e));
    } catch (RuntimeException e) {
      if (response.isCommitted() && e instanceof UncheckedIOException broken) {
        throw broken.getCause();
      }
      String reference = UUID.randomUUID().toString().substring(0, 8);
      LOG.error("Request {} failed, reference {}", http.getMethod(), reference, e);
      Answers.refuse(
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
    http.setAttribute(ROUTE, route);
    Guard.check(route, admitted.caller());
    ArrivingBody body = new ArrivingBody(http, pace, () -> guard.checkStill(route, admitted));
    Request request =
        new Request(body, response, match.get().variables(), admitted.session(), admitted.caller());
    try {
      return Acting.as(admitted.caller(), () -> answers.once(route, request));
    } catch (VestibuleException e) {
      throw body.refused().orElse(Problem.of(e));
    }
  }
}
