// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.shelf;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    String context = context(shelf, key);
    if (value.length > MAX_VALUE) {
      throw new VestibuleException(
          "value-too-long",
          "value " + key + " of the shelf " + shelf,
          value.length + " bytes",
          "at most " + MAX_VALUE,
          "Divide it");
    }
    byte[] sealed = vault.sealForHouse(context, value);
    database.write(
        connection -> {
          try (PreparedStatement merge =
              connection.prepareStatement(
                  "merge into shelf (shelf, item, sealed) key (shelf, item) values (?, ?, ?)")) {
            merge.setString(1, shelf);
            merge.setString(2, key);
            merge.setBytes(3, sealed);
            return merge.executeUpdate();
          }
        });
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
