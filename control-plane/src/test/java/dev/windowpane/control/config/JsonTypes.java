package dev.windowpane.control.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which types of ours Jackson meets when it reads or writes a value of a given type: those of components, subtypes, creators and value methods, all the way down. */
final class JsonTypes {
    private static final String OURS = "dev.windowpane.";

    private final Set<String> names = new TreeSet<>();

    private JsonTypes() {}

    static Set<String> reachedFrom(Collection<? extends Type> roots) {
        JsonTypes types = new JsonTypes();
        roots.forEach(types::meet);
        return types.names;
    }

    private void meet(Type type) {
        switch (type) {
            case Class<?> plain when plain.isArray() -> meet(plain.getComponentType());
            case Class<?> plain -> meetClass(plain);
            case ParameterizedType generic -> {
                meet(generic.getRawType());
                Arrays.stream(generic.getActualTypeArguments()).forEach(this::meet);
            }
            case GenericArrayType array -> meet(array.getGenericComponentType());
            case WildcardType wildcard ->
                Arrays.stream(wildcard.getUpperBounds()).forEach(this::meet);
            default -> {
                // a type variable: its use says what it stands for
            }
        }
    }

    private void meetClass(Class<?> type) {
        if (!type.getName().startsWith(OURS) || !isValue(type) || !names.add(type.getName())) {
            return;
        }
        if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .forEach(this::meet);
        }
        subtypes(type).forEach(this::meet);
        Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .map(Method::getGenericReturnType)
                .forEach(this::meet);
        Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredMethods()), Arrays.stream(type.getDeclaredConstructors()))
                .filter(creator -> creator.isAnnotationPresent(JsonCreator.class))
                .flatMap(creator -> Arrays.stream(creator.getGenericParameterTypes()))
                .forEach(this::meet);
    }

    static boolean isValue(Class<?> type) {
        return type.isRecord()
                || type.isEnum()
                || type.isSealed()
                || Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(JsonValue.class)
                                || method.isAnnotationPresent(JsonCreator.class));
    }

    private static Stream<Class<?>> subtypes(Class<?> type) {
        JsonSubTypes named = type.getAnnotation(JsonSubTypes.class);
        return Stream.concat(
                type.isSealed() && !type.isEnum() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.empty(),
                named == null ? Stream.empty() : Arrays.stream(named.value()).map(JsonSubTypes.Type::value));
    }
}
