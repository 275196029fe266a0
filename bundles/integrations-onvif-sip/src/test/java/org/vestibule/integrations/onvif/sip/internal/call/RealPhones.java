// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.vestibule.audio.internal.codec.Codecs;
import org.vestibule.integrations.onvif.sip.internal.media.session.MediaComponent;
import org.vestibule.integrations.onvif.sip.internal.sip.SipPhones;
import org.vestibule.integrations.onvif.sip.internal.sip.SipService;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;
import org.vestibule.testkit.internal.sip.Baresip;
import org.vestibule.testkit.internal.sip.FreePorts;
import org.vestibule.testkit.internal.sip.PhoneOptions;

/** SIP and media as they are, on loopback, with real phones. */
public final class RealPhones implements AutoCloseable {
  private static final String PASSWORD = "correct-horse";

  private final SipPhones phones = new SipPhones();
  private final SipService service;
  private final Path folder;
  private final int port = FreePorts.row(2);

  /** The media of calls. */
  public final MediaComponent media = new MediaComponent();

  private volatile UserAgent agent;

  /** Begins to listen. */
  public RealPhones(Path folder) {
    this.folder = folder;
    service = new SipService(phones, context());
    service.updated(new Hashtable<>(Map.of("port", port)));
    media.setCodecs(new Codecs());
    media.activate(Map.of());
  }

  /** Returns SIP. */
  public UserAgent agent() {
    return agent;
  }

  /** Waits until something is so. */
  public static void await(BooleanSupplier so) {
    House.await(so);
  }

  /** Returns the address that a panel dials. */
  public String number(String user) {
    return "sip:" + user + "@127.0.0.1:" + port;
  }

  /** Configures a phone or panel. */
  public void configure(String user, Map<String, Object> more) throws IOException {
    Path file = Files.writeString(folder.resolve(user + ".password"), PASSWORD + "\n");
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("user", user);
    settings.put("passwordFile", file.toString());
    phones.updated("phone-" + user, new Hashtable<>(settings));
  }

  /** Switches a phone or panel on, and waits until it has registered. */
  public Baresip start(String user, Path says) throws IOException, InterruptedException {
    PhoneOptions options = PhoneOptions.of(user).at("127.0.0.1:" + port, PASSWORD).saying(says);
    Baresip phone = Baresip.start(Files.createTempDirectory(folder, user), options);
    House.await(() -> !agent.contacts(user).isEmpty());
    return phone;
  }

  /** Only what the service asks of a framework: to offer the user agent, and to take it back. */
  private BundleContext context() {
    ServiceRegistration<?> taken =
        proxy(
            ServiceRegistration.class,
            arguments -> {
              agent = null;
              return null;
            });
    return proxy(
        BundleContext.class,
        arguments -> {
          agent = (UserAgent) arguments[1];
          return taken;
        });
  }

  private interface Does {
    Object with(Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Does does) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> does.with(arguments)));
  }

  @Override
  public void close() {
    service.updated(null);
    media.deactivate();
  }
}
