// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.time.Instant;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/** SIP while it is configured: offers the {@link UserAgent}, and says how it is. Thread-safe. */
@Component(
    service = {ManagedService.class, StatusSource.class},
    immediate = true,
    property = "service.pid=" + SipConfig.PID)
@Capability(
    namespace = Sink.NAMESPACE,
    attribute = {
      "sink=" + BrokeredWay.SINK,
      "classes:List<String>='credential,personal,raw-audio'",
      "purpose='" + BrokeredWay.PURPOSE + "'"
    })
public final class SipService implements ManagedService, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(SipService.class);

  private final SipPhones phones;
  private final Offer offer;
  private final Gate.WayOut wayOut = new BrokeredWay(this::broker);
  private final StatusHolder status =
      new StatusHolder(Status.starting("The configuration of SIP is being read"));
  private volatile EgressBroker broker;
  private volatile Optional<String> problem = Optional.empty();
  private volatile SipSettings settings;
  private volatile SipAgent agent;
  private Runnable withdraw = () -> {};

  /** Makes the agent known to the house; running what it returns takes it back. */
  @FunctionalInterface
  interface Offer {
    Runnable offer(UserAgent agent);
  }

  /** For the container. */
  @Activate
  public SipService(@Reference SipPhones phones, BundleContext context) {
    this(phones, agent -> register(context, agent));
  }

  SipService(SipPhones phones, Offer offer) {
    this.phones = phones;
    this.offer = offer;
    phones.onChange(this::phonesChanged);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setBroker(EgressBroker service) {
    broker = service;
  }

  void unsetBroker(EgressBroker service) {
    if (broker == service) {
      broker = null;
    }
  }

  @Deactivate
  synchronized void close() {
    phones.onChange(() -> {});
    stop();
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public synchronized void updated(Dictionary<String, ?> properties) {
    if (properties == null) {
      problem = Optional.empty();
      settings = null;
      stop();
      return;
    }
    try {
      SipSettings next = SipSettings.of(FrameworkUtil.asMap(properties));
      apply(next);
      settings = next;
      problem = Optional.empty();
    } catch (VestibuleException e) {
      problem = Optional.of(e.getMessage());
      LOG.warn("Configuration {} refused: {}", SipConfig.PID, e.getMessage());
    }
  }

  private void apply(SipSettings next) throws VestibuleException {
    SipSettings held = settings;
    boolean same =
        agent != null
            && held != null
            && held.listening().equals(next.listening())
            && held.realm().equals(next.realm());
    if (same) {
      agent.update(next);
      return;
    }
    Map<String, PhoneEntry> entries = entries(next.realm());
    stop();
    SipAgent begun;
    try {
      begun = new SipAgent(next, wayOut, System::nanoTime);
    } catch (VestibuleException e) {
      restore(held);
      throw e;
    }
    begun.phones(entries);
    begin(begun);
    LOG.info("SIP listens at {}:{}", next.listening().address(), next.listening().port());
  }

  /** The last good configuration stays. */
  private void restore(SipSettings held) throws VestibuleException {
    if (held != null) {
      SipAgent again = new SipAgent(held, wayOut, System::nanoTime);
      again.phones(entries(held.realm()));
      begin(again);
    }
  }

  private void begin(SipAgent begun) {
    agent = begun;
    withdraw = offer.offer(begun);
  }

  private void stop() {
    withdraw.run();
    withdraw = () -> {};
    if (agent != null) {
      agent.close();
      agent = null;
    }
  }

  private synchronized void phonesChanged() {
    if (agent != null) {
      agent.phones(entries(settings.realm()));
    }
  }

  /** One whose password cannot be read any more is left out, and named in the status. */
  private Map<String, PhoneEntry> entries(String realm) {
    Map<String, PhoneEntry> entries = new TreeMap<>();
    phones
        .all()
        .forEach(
            (user, each) -> {
              try {
                entries.put(user, each.entry(realm));
              } catch (VestibuleException e) {
                LOG.warn("Phone {} is left out: {}", user, e.getMessage());
              }
            });
    return entries;
  }

  @Override
  public String name() {
    return "sip";
  }

  @Override
  public Status status() {
    SipAgent now = agent;
    Optional<String> wrong = problem.or(phones::problem);
    if (now != null) {
      status.set(SipStatus.of(now, phones.all().size(), wrong));
    } else if (wrong.isPresent()) {
      status.set(Status.unavailable(Cause.CONFIGURATION, wrong.get()));
    } else {
      status.set(
          new Status(
              Status.State.STOPPED,
              Cause.DISABLED,
              "SIP is off; a configuration " + SipConfig.PID + " switches it on",
              Instant.now()));
    }
    return status.get();
  }

  private EgressBroker broker() {
    return broker;
  }

  private static Runnable register(BundleContext context, UserAgent agent) {
    ServiceRegistration<UserAgent> registration =
        context.registerService(UserAgent.class, agent, null);
    return () -> {
      try {
        registration.unregister();
      } catch (IllegalStateException e) {
        // The bundle is stopping and the container was faster.
        LOG.debug("The user agent was already unregistered");
      }
    };
  }
}
