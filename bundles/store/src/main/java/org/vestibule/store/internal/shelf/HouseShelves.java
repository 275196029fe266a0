// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.shelf;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.SealedShelves;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.vault.SubjectVault;

/** Shelves in the database, each value bound to its place by the seal. */
@Component(service = SealedShelves.class)
public final class HouseShelves implements SealedShelves {
  /** How many rows go to the database at a time; the transaction is still one. */
  private static final int BATCH = 1000;

  private final Database database;
  private final SubjectVault vault;

  /** Uses the database and the vault of this bundle. */
  @Activate
  public HouseShelves(@Reference Database database, @Reference SubjectVault vault) {
    this.database = database;
    this.vault = vault;
  }

  @Override
  public void put(String shelf, String key, byte[] value) throws VestibuleException {
    putAll(shelf, Map.of(key, value));
  }

  /** Seals before it writes: no transaction waits for a cipher, and a refusal writes nothing. */
  @Override
  public void putAll(String shelf, Map<String, byte[]> values) throws VestibuleException {
    Identifier.require("shelf", shelf);
    if (values.size() > MOST_AT_ONCE) {
      throw new VestibuleException(
          "too-many-values",
          "shelf " + shelf,
          values.size() + " values at once",
          "at most " + MOST_AT_ONCE,
          "Divide them");
    }
    SortedMap<String, byte[]> sealed = new TreeMap<>();
    for (Map.Entry<String, byte[]> each : values.entrySet()) {
      sealed.put(each.getKey(), sealed(shelf, each.getKey(), each.getValue()));
    }
    if (!sealed.isEmpty()) {
      database.write(connection -> merge(connection, shelf, sealed));
    }
  }

  private byte[] sealed(String shelf, String key, byte[] value) throws VestibuleException {
    String context = context(shelf, key);
    if (value.length > MAX_VALUE) {
      throw new VestibuleException(
          "value-too-long",
          "value " + key + " of the shelf " + shelf,
          value.length + " bytes",
          "at most " + MAX_VALUE,
          "Divide it");
    }
    return vault.sealForHouse(context, value);
  }

  private static int merge(Connection connection, String shelf, Map<String, byte[]> sealed)
      throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement(
            "merge into shelf (shelf, item, sealed) key (shelf, item) values (?, ?, ?)")) {
      merge.setString(1, shelf);
      int waiting = 0;
      for (Map.Entry<String, byte[]> each : sealed.entrySet()) {
        merge.setString(2, each.getKey());
        merge.setBytes(3, each.getValue());
        merge.addBatch();
        if (++waiting % BATCH == 0) {
          merge.executeBatch();
        }
      }
      merge.executeBatch();
      return waiting;
    }
  }

  @Override
  public SortedMap<String, byte[]> all(String shelf) throws VestibuleException {
    Identifier.require("shelf", shelf);
    SortedMap<String, byte[]> values =
        database.read(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement("select item, sealed from shelf where shelf = ?")) {
                select.setString(1, shelf);
                SortedMap<String, byte[]> sealed = new TreeMap<>();
                try (ResultSet rows = select.executeQuery()) {
                  while (rows.next()) {
                    sealed.put(rows.getString(1), rows.getBytes(2));
                  }
                }
                return sealed;
              }
            });
    for (Map.Entry<String, byte[]> each : values.entrySet()) {
      each.setValue(vault.openForHouse(context(shelf, each.getKey()), each.getValue()));
    }
    return values;
  }

  @Override
  public Optional<byte[]> get(String shelf, String key) throws VestibuleException {
    String context = context(shelf, key);
    Optional<byte[]> sealed =
        database.read(
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "select sealed from shelf where shelf = ? and item = ?")) {
                select.setString(1, shelf);
                select.setString(2, key);
                try (ResultSet rows = select.executeQuery()) {
                  return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
                }
              }
            });
    return sealed.isPresent()
        ? Optional.of(vault.openForHouse(context, sealed.get()))
        : Optional.empty();
  }

  @Override
  public List<String> keys(String shelf) throws VestibuleException {
    Identifier.require("shelf", shelf);
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select item from shelf where shelf = ? order by item")) {
            select.setString(1, shelf);
            List<String> keys = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                keys.add(rows.getString(1));
              }
            }
            return keys;
          }
        });
  }

  @Override
  public boolean remove(String shelf, String key) throws VestibuleException {
    context(shelf, key);
    return database.write(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from shelf where shelf = ? and item = ?")) {
            delete.setString(1, shelf);
            delete.setString(2, key);
            return delete.executeUpdate() > 0;
          }
        });
  }

  private static String context(String shelf, String key) {
    return "shelf:" + Identifier.require("shelf", shelf) + ":" + Identifier.require("key", key);
  }
}
