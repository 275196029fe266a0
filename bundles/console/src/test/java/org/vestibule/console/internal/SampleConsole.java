// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.felix.framework.FrameworkFactory;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** The console's own servlets in a real server, above a real framework, on a free port. */
final class SampleConsole {
  final SampleHouse sample = new SampleHouse();
  final Settings settings = new Settings();
  final SampleTrust trust = new SampleTrust(sample);
  final SampleEntrance entrance = new SampleEntrance(sample);
  final SampleCabinet cabinet = new SampleCabinet();
  final Deltas deltas;
  final CallPages pages;

  /** How far the clock of what is kept for a while runs ahead, in nanoseconds. */
  final AtomicLong ahead = new AtomicLong();

  /** How far the clock of bodies that arrive runs ahead, in nanoseconds. */
  volatile LongSupplier bodies = () -> 0;

  final KeptAnswers answers = new KeptAnswers(() -> System.nanoTime() + ahead.get());
  final HealthWatch watch;
  final Framework framework;
  final Path data;

  final ApiServlet api;
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  SampleConsole(Path data, int port, int queue) throws Exception {
    this(data, port, queue, Clock.systemUTC());
  }

  SampleConsole(Path data, int port, int queue, Clock clock) throws Exception {
    this.data = data;
    framework = framework(data.resolve("framework"));
    sample.house.configurations = cabinet;
    trust.building = () -> cabinet.value("org.vestibule.store.site", "building");
    deltas = new Deltas(settings, queue);
    pages = new CallPages(sample.house, settings);
    watch = new HealthWatch(sample.house, deltas, data, clock);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setAcceptedSendBufferSize(8 * 1024);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/");
    api =
        new ApiServlet(
            settings,
            sample.house,
            trust.trust,
            entrance.entrance,
            deltas,
            pages,
            answers,
            watch,
            framework.getBundleContext(),
            data,
            new BodyPace(() -> System.nanoTime() + bodies.getAsLong()));
    ServletHolder holder = new ServletHolder(api);
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/api/*");
    context.addServlet(new ServletHolder(new PageServlet(settings, trust.trust)), "/");
    server.setHandler(context);
    WebSocketServerComponents.ensureWebSocketComponents(server, context);
    WebSocketMappings.ensureMappings(context);
    server.start();
  }

  static Framework framework(Path cache) throws BundleException {
    Map<String, String> wishes = new HashMap<>();
    wishes.put("org.osgi.framework.storage", cache.toString());
    wishes.put("felix.log.level", "0");
    Framework framework = new FrameworkFactory().newFramework(wishes);
    framework.start();
    return framework;
  }

  int port() {
    return connector.getLocalPort();
  }

  String token() {
    return SampleAccess.TOKEN;
  }

  void close() throws Exception {
    deltas.deactivate();
    pages.deactivate();
    api.deactivate();
    watch.deactivate();
    server.stop();
    framework.stop();
    framework.waitForStop(5000);
  }
}
