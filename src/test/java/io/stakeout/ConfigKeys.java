package io.stakeout;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;

/** The keys of all config mappings, as people write them; what varies in a map is written {@code <name>}. */
final class ConfigKeys {

    private final Set<String> keys = new TreeSet<>();

    static Set<String> ofTheApplication() {
        ConfigKeys found = new ConfigKeys();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.stakeout").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .forEach(found::addMapping);
        return found.keys;
    }

    private void addMapping(Class<?> mapping) {
        addMembers(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping);
    }

    private void addMembers(String prefix, Class<?> group) {
        for (Method member : group.getMethods()) {
            if (!member.isDefault() && member.getParameterCount() == 0) {
                add(name(prefix, member), member.getGenericReturnType());
            }
        }
    }

    private static String name(String prefix, Method member) {
        if (member.isAnnotationPresent(WithParentName.class)) {
            return prefix;
        }
        WithName given = member.getAnnotation(WithName.class);
        return prefix + "." + (given == null ? kebab(member.getName()) : given.value());
    }

    private void add(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (Map.class.isAssignableFrom(raw)) {
                add(name + ".<name>", arguments[1]);
            } else if (raw == Optional.class || Collection.class.isAssignableFrom(raw)) {
                add(name, arguments[0]);
            } else {
                keys.add(name);
            }
        } else if (isGroup((Class<?>) type)) {
            addMembers(name, (Class<?>) type);
        } else {
            keys.add(name);
        }
    }

    private static boolean isGroup(Class<?> type) {
        return type.isInterface() && type.getName().startsWith("io.stakeout.");
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
