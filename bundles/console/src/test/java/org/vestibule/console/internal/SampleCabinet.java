// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configurations in memory, as the container's own administration holds them. */
final class SampleCabinet implements ConfigurationAdmin {
  final Map<String, Dictionary<String, Object>> kept = new ConcurrentSkipListMap<>();

  /** Is told the PID of each configuration that changes, as the parts are. */
  volatile Consumer<String> told = pid -> {};

  /** Whether whoever follows the files deletes a configuration before the console does. */
  volatile boolean overtaken;

  /** Whether the disk takes a change. */
  volatile boolean writable = true;

  @Override
  public Configuration createFactoryConfiguration(String factoryPid) {
    throw new UnsupportedOperationException("a configuration without a name has no file");
  }

  @Override
  public Configuration createFactoryConfiguration(String factoryPid, String location) {
    throw new UnsupportedOperationException("a configuration without a name has no file");
  }

  @Override
  public Configuration getConfiguration(String pid, String location) {
    return new Kept(pid);
  }

  @Override
  public Configuration getConfiguration(String pid) {
    throw new UnsupportedOperationException("it would belong to the console alone");
  }

  @Override
  public Configuration getFactoryConfiguration(String factoryPid, String name, String location) {
    return new Kept(factoryPid + "~" + name);
  }

  @Override
  public Configuration getFactoryConfiguration(String factoryPid, String name) {
    throw new UnsupportedOperationException("it would belong to the console alone");
  }

  @Override
  public Configuration[] listConfigurations(String filter) throws InvalidSyntaxException {
    org.osgi.framework.Filter wanted =
        FrameworkUtil.createFilter(filter == null ? "(service.pid=*)" : filter);
    Configuration[] found =
        kept.keySet().stream()
            .map(Kept::new)
            .filter(one -> wanted.match(one.getProperties()))
            .toArray(Configuration[]::new);
    return found.length == 0 ? null : found;
  }

  /** Sets a configuration as a file in etc does. */
  void set(String pid, Map<String, ?> values) {
    kept.put(pid, new Hashtable<>(values));
  }

  /** Returns what is set; empty where nothing is. */
  String value(String pid, String key) {
    Dictionary<String, Object> held = kept.get(pid);
    Object value = held == null ? null : held.get(key);
    return value == null ? "" : value.toString();
  }

  private final class Kept implements Configuration {
    private final String pid;

    Kept(String pid) {
      this.pid = pid;
    }

    @Override
    public String getPid() {
      return pid;
    }

    @Override
    public String getFactoryPid() {
      return pid.contains("~") ? pid.substring(0, pid.indexOf('~')) : null;
    }

    @Override
    public Dictionary<String, Object> getProperties() {
      Dictionary<String, Object> held = kept.get(pid);
      if (held == null) {
        return null;
      }
      Dictionary<String, Object> copy = new Hashtable<>();
      Collections.list(held.keys()).forEach(key -> copy.put(key, held.get(key)));
      copy.put("service.pid", pid);
      if (getFactoryPid() != null) {
        copy.put("service.factoryPid", getFactoryPid());
      }
      return copy;
    }

    @Override
    public void update(Dictionary<String, ?> properties) throws IOException {
      if (!writable) {
        throw new IOException("the disk is full");
      }
      Dictionary<String, Object> copy = new Hashtable<>();
      Collections.list(properties.keys()).forEach(key -> copy.put(key, properties.get(key)));
      kept.put(pid, copy);
      told.accept(pid);
    }

    @Override
    public void delete() {
      if (!writable) {
        throw new IllegalStateException("the administration has stopped");
      }
      kept.remove(pid);
      told.accept(pid);
      if (overtaken) {
        throw new IllegalStateException("it was deleted");
      }
    }

    @Override
    public Dictionary<String, Object> getProcessedProperties(
        org.osgi.framework.ServiceReference<?> reference) {
      return getProperties();
    }

    @Override
    public void update() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean updateIfDifferent(Dictionary<String, ?> properties) throws IOException {
      update(properties);
      return true;
    }

    @Override
    public void setBundleLocation(String location) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getBundleLocation() {
      return "?";
    }

    @Override
    public long getChangeCount() {
      return 1;
    }

    @Override
    public void addAttributes(ConfigurationAttribute... attributes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public java.util.Set<ConfigurationAttribute> getAttributes() {
      return java.util.Set.of();
    }

    @Override
    public void removeAttributes(ConfigurationAttribute... attributes) {
      throw new UnsupportedOperationException();
    }
  }
}
